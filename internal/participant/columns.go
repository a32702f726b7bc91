package participant

// Columns are those of a [Ref] that is embedded with the prefix name_, from participants x.
func Columns(x, name string) string {
	return x + `.id AS ` + name + `_id, ` + x + `.display_name AS ` + name + `_display_name, ` + x + `.kind AS ` + name + `_kind, ` +
		x + `.organisation AS ` + name + `_organisation, ` + x + `.former_at IS NOT NULL AS ` + name + `_former`
}
