package httpapi

import (
	"bytes"
	"context"
	"fmt"
	"image/color"

	"github.com/boombuler/barcode/qr"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
)

// quiet is the empty margin around a QR code, in modules (ISO/IEC 18004 asks for four).
const quiet = 4

// GetIdeaQrCode implements GET /ideas/{ideaId}/qr-code.
func (s *server) GetIdeaQrCode(ctx context.Context, r GetIdeaQrCodeRequestObject) (GetIdeaQrCodeResponseObject, error) {
	i, err := s.Ideas.Get(ctx, auth.Principal{}, r.IdeaId)
	if err == nil && !idea.MayRead(auth.Principal{}, i.Summary) {
		err = errs.New(errs.NotFound)
	}
	if err != nil {
		return nil, err
	}
	picture, err := qrCode(s.URL + "/ideas/" + r.IdeaId.String())
	if err != nil {
		return nil, err
	}
	return GetIdeaQrCode200ImagesvgXmlResponse{Body: bytes.NewReader(picture), ContentLength: int64(len(picture))}, nil
}

// GetChallengeQrCode implements GET /challenges/{challengeId}/qr-code.
func (s *server) GetChallengeQrCode(ctx context.Context, r GetChallengeQrCodeRequestObject) (GetChallengeQrCodeResponseObject, error) {
	if _, err := s.Challenges.Get(ctx, auth.Principal{}, r.ChallengeId); err != nil {
		return nil, err
	}
	picture, err := qrCode(s.URL + "/challenges/" + r.ChallengeId.String())
	if err != nil {
		return nil, err
	}
	return GetChallengeQrCode200ImagesvgXmlResponse{Body: bytes.NewReader(picture), ContentLength: int64(len(picture))}, nil
}

// qrCode is an address as a picture, black on white in any colour scheme, since cameras need that.
func qrCode(address string) ([]byte, error) {
	code, err := qr.Encode(address, qr.M, qr.Auto)
	if err != nil {
		return nil, err
	}
	side := code.Bounds().Dx()
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %[1]d %[1]d" width="%[2]d" height="%[2]d" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%[1]dv%[1]dH0z"/><path d="`,
		side+2*quiet, 8*(side+2*quiet))
	for y := range side {
		for x := 0; x < side; x++ {
			run := 0
			for ; x+run < side && isDark(code.At(x+run, y)); run++ {
			}
			if run > 0 {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", x+quiet, y+quiet, run, run)
			}
			x += run
		}
	}
	b.WriteString(`"/></svg>`)
	return b.Bytes(), nil
}

func isDark(c color.Color) bool {
	r, _, _, _ := c.RGBA()
	return r == 0
}
