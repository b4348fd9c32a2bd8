/**
 * Alarms: what needs somebody. An {@code AlarmCondition} looks at what the bus has told ({@code
 * WatchedHerd}) and says what holds now, what does not, and nothing of what it cannot know. {@code
 * AlarmBoard} makes alarms of that: after their delay, once each, one cause for a storm, cleared
 * when it is over. All of them are pure and go by the time they are given; {@code AlarmVerticle}
 * listens, looks every two seconds, and publishes.
 */
@NullMarked
package io.sunherd.alarm;

import org.jspecify.annotations.NullMarked;
