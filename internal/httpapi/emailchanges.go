package httpapi

import "context"

// CreateEmailChange implements POST /me/email-changes.
func (s *server) CreateEmailChange(ctx context.Context, r CreateEmailChangeRequestObject) (CreateEmailChangeResponseObject, error) {
	if err := s.Accounts.RequestEmail(ctx, string(r.Body.Email)); err != nil {
		return nil, err
	}
	return CreateEmailChange202JSONResponse{Status: AcceptedStatusAccepted}, nil
}

// CreateEmailChangeConfirmation implements POST /me/email-change-confirmations.
func (s *server) CreateEmailChangeConfirmation(ctx context.Context, r CreateEmailChangeConfirmationRequestObject) (CreateEmailChangeConfirmationResponseObject, error) {
	if err := s.Accounts.ConfirmEmail(ctx, r.Body.Token); err != nil {
		return nil, err
	}
	return CreateEmailChangeConfirmation204Response{}, nil
}

// CreateEmailChangeReversal implements POST /email-change-reversals.
func (s *server) CreateEmailChangeReversal(ctx context.Context, r CreateEmailChangeReversalRequestObject) (CreateEmailChangeReversalResponseObject, error) {
	if err := s.Accounts.RevertEmail(ctx, r.Body.Token); err != nil {
		return nil, err
	}
	return CreateEmailChangeReversal204Response{}, nil
}
