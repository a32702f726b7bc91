package text

// Luhn reports whether digits, which must be nothing else, end with their check digit, as Swedish personal and organisation numbers do.
func Luhn(digits string) bool {
	sum := 0
	for n := range len(digits) {
		d := int(digits[n] - '0')
		if (len(digits)-n)%2 == 0 {
			d *= 2
		}
		sum += d/10 + d%10
	}
	return sum%10 == 0
}
