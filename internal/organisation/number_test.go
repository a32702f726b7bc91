package organisation

import "testing"

func TestNumbers(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]string{
		"556016-0680":   "5560160680", // Ericsson
		"5560160680":    "5560160680",
		"212000-0142":   "2120000142", // Stockholm
		"802002-1234":   "",           // another check digit
		"556016-0681":   "",
		"5560160-680":   "",
		"056016-0684":   "",
		"811218-9876":   "", // a personal identity number
		"19811218-9876": "",
		"":              "",
		"556016-068O":   "",
		"５５６０１６０６８０":    "",
	} {
		got, ok := canonicalNumber(written)
		if ok != (want != "") || ok && got != want {
			t.Errorf("%q: got %q, %v", written, got, ok)
		}
	}
}
