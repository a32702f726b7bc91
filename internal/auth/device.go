package auth

import "strings"

// Names that a User-Agent tells by, the first that fits: browsers name those that they descend from.
var (
	browsers = [][2]string{{"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser", "Samsung Internet"}, {"Firefox", "Firefox"}, {"FxiOS", "Firefox"},
		{"Vivaldi", "Vivaldi"}, {"CriOS", "Chrome"}, {"Chrome", "Chrome"}, {"Safari", "Safari"}}
	systems = [][2]string{{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"Windows", "Windows"}, {"CrOS", "ChromeOS"},
		{"Mac OS X", "macOS"}, {"Linux", "Linux"}}
)

// Device describes what somebody signs in with by its User-Agent, such as "Firefox, Windows": enough to
// know one's own things again, and no version that tells more. What tells nothing is "".
func Device(userAgent string) string {
	browser, system := named(browsers, userAgent), named(systems, userAgent)
	return strings.Trim(browser+", "+system, ", ")
}

func named(names [][2]string, userAgent string) string {
	for _, name := range names {
		if strings.Contains(userAgent, name[0]) {
			return name[1]
		}
	}
	return ""
}
