-- Where TimescaleDB is installed in this database, rows are kept in chunks of a week.
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'timescaledb') THEN
    PERFORM create_hypertable('sample', 'at', chunk_time_interval => 604800);
  END IF;
END $$;
