package audit

// What was done to how somebody signs in.
const (
	AuthenticatorAdded   Action = "authenticator.added"
	AuthenticatorRemoved Action = "authenticator.removed"
	RecoveryCodesRenewed Action = "recovery-codes.renewed"
	PasskeyAdded         Action = "passkey.added"
	PasskeyRemoved       Action = "passkey.removed"
	PasskeyCopied        Action = "passkey.copied" // its counter went backwards: there are two of it
	EmailChanged         Action = "email.changed"
	EmailReverted        Action = "email.reverted"    // from the address of before
	ClosureWithdrawn     Action = "closure.withdrawn" // the account stays
)
