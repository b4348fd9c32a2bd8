-- The counter of a day, month or year only grows until that is over: the newest reading is all that
-- is wanted of it. The table counter goes on with the totals (QET, QLT), which are wanted at the ends
-- of periods. Every protocol's are called as PI30 calls them.
CREATE TABLE dated (
  unit INTEGER NOT NULL,
  inquiry TEXT NOT NULL,
  at BIGINT NOT NULL,
  wh BIGINT NOT NULL,
  PRIMARY KEY (unit, inquiry)
) ${ending};

UPDATE counter SET inquiry = 'Q' || inquiry WHERE inquiry LIKE 'E%';

INSERT INTO dated (unit, inquiry, at, wh)
  SELECT unit, inquiry, max(at), max(wh) FROM counter WHERE inquiry NOT LIKE '%T' GROUP BY unit, inquiry;

DELETE FROM counter WHERE inquiry NOT LIKE '%T';
