package notification

import (
	"time"

	"github.com/medskapa/medskapa/internal/text"
)

// postHour is when daily and weekly mail leaves, as clocks show it where the municipality is; weekly on Mondays.
const postHour = 7

// due is when a mail of a cadence leaves about what happened now; the zero time for never. It is right
// across clock changes, since it counts days and not hours.
func (c Cadence) due(now time.Time) time.Time {
	local := text.Local(now)
	day := time.Date(local.Year(), local.Month(), local.Day(), postHour, 0, 0, 0, local.Location())
	switch c {
	case AtOnce:
		return now
	case Daily:
		if !day.After(now) {
			day = day.AddDate(0, 0, 1)
		}
		return day
	case Weekly:
		for !day.After(now) || day.Weekday() != time.Monday {
			day = day.AddDate(0, 0, 1)
		}
		return day
	case Never:
	}
	return time.Time{}
}
