package httpapi

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/image"
)

// CreateImage implements POST /images.
func (s *server) CreateImage(ctx context.Context, r CreateImageRequestObject) (CreateImageResponseObject, error) {
	mediaType, _, err := mime.ParseMediaType(r.ContentType)
	if err != nil {
		return nil, errs.Wrap(errs.UnsupportedMediaType, err)
	}
	made, err := s.Images.Create(ctx, auth.From(ctx), r.Params.IdempotencyKey, mediaType, upload{r.Body})
	if err != nil {
		return nil, err
	}
	return CreateImage201JSONResponse{Body: s.storedImage(made),
		Headers: CreateImage201ResponseHeaders{Location: s.address("images", made.ID)}}, nil
}

// upload is a body that a feature reads; its errors are problems.
type upload struct{ io.Reader }

// Read reads on.
func (u upload) Read(p []byte) (int, error) {
	n, err := u.Reader.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = bodyError(err)
	}
	return n, err
}

// GetImage implements GET /images/{imageId}.
func (s *server) GetImage(ctx context.Context, r GetImageRequestObject) (GetImageResponseObject, error) {
	var width *int
	if r.Params.Width != nil {
		width = new(int(*r.Params.Width))
	}
	data, err := s.Images.JPEG(ctx, r.ImageId, width)
	if err != nil {
		return nil, err
	}
	// Only the reader's own browser keeps it: what somebody takes down must not live on in a cache between.
	forEver := "private, max-age=31536000, immutable"
	return picture{GetImage200ImagejpegResponse{Body: bytes.NewReader(data), ContentLength: int64(len(data)),
		Headers: GetImage200ResponseHeaders{CacheControl: &forEver}}}, nil
}

// picture is an answer that a browser must not take for anything but a picture.
type picture struct{ GetImage200ImagejpegResponse }

// VisitGetImageResponse writes the answer.
func (p picture) VisitGetImageResponse(w http.ResponseWriter) error {
	w.Header().Set("Content-Security-Policy", "default-src 'none'; sandbox")
	return p.GetImage200ImagejpegResponse.VisitGetImageResponse(w)
}

func (s *server) storedImage(i image.Image) Image {
	return Image{Id: i.ID, Url: *s.imageURL(&i.ID), Srcset: *s.imageSrcset(&i.ID, i.Width), Width: int32(i.Width), Height: int32(i.Height)}
}

func (s *server) imageURL(id *uuid.UUID) *string {
	if id == nil {
		return nil
	}
	return s.address("images", *id)
}

// imageSrcset is an img element's srcset: the picture in every width that it is stored in.
func (s *server) imageSrcset(id *uuid.UUID, width int) *string {
	if id == nil {
		return nil
	}
	return new(image.Srcset(*s.imageURL(id), width))
}

// pixels is nothing where there is no picture.
func pixels(n int) *int32 {
	if n == 0 {
		return nil
	}
	return new(count(n))
}
