package text

// In picks the text of a language; every other language than English is Swedish.
func In(language, sv, en string) string {
	if language == "en" {
		return en
	}
	return sv
}
