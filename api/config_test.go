package main

import (
	"os"
	"testing"
)

// TestReadConfig reads what an operator may set, and what holds when nothing is set.
func TestReadConfig(t *testing.T) {
	for _, name := range []string{"MEDSKAPA_ADDR", "MEDSKAPA_DATA", "MEDSKAPA_URL", "MEDSKAPA_LOG", "MEDSKAPA_TRUSTED_PROXIES", "DATABASE_URL", "SMTP_URL"} {
		t.Setenv(name, "") // remembers it, so that the test's end puts it back
		if err := os.Unsetenv(name); err != nil {
			t.Fatal(err)
		}
	}
	c, err := readConfig()
	if err != nil || c.Addr != "127.0.0.1:8080" || c.Data != "./data" || c.URL != "http://localhost:8080" || c.Log != "info" ||
		c.Database != "" || c.SMTP != "" || c.Proxies != nil {
		t.Errorf("with nothing set: %+v, %v", c, err)
	}
	for _, e := range []struct{ addr, url, want string }{
		{"", "", "http://localhost:8080"},
		{":8080", "", "http://localhost:8080"},
		{"0.0.0.0:80", "", "http://localhost:80"},
		{"[::1]:8080", "", "http://localhost:8080"},
		{"192.0.2.7:8080", "", "http://192.0.2.7:8080"},
		{":8080", "https://medskapa.example", "https://medskapa.example"},
		{":8080", "https://medskapa.example/", "https://medskapa.example"},
		{":8080", "https://medskapa.example:8443", "https://medskapa.example:8443"},
	} {
		t.Setenv("MEDSKAPA_ADDR", e.addr)
		t.Setenv("MEDSKAPA_URL", e.url)
		if c, err := readConfig(); err != nil || c.URL != e.want {
			t.Errorf("%+v: got %q, %v", e, c.URL, err)
		}
	}
	t.Setenv("MEDSKAPA_TRUSTED_PROXIES", "10.0.0.0/8,fd00::/8")
	c, err = readConfig()
	if err != nil {
		t.Fatal(err)
	}
	if networks, err := c.proxies(); err != nil || len(networks) != 2 || networks[1].String() != "fd00::/8" {
		t.Errorf("proxies %v, %v", networks, err)
	}
}
