package httpapi

import (
	"context"
	"mime"
	"net/http"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/idea"
)

// CreateIdeaFile implements POST /ideas/{ideaId}/files.
func (s *server) CreateIdeaFile(ctx context.Context, r CreateIdeaFileRequestObject) (CreateIdeaFileResponseObject, error) {
	made, err := s.Files.Create(ctx, auth.From(ctx), r.Params.IdempotencyKey, r.IdeaId, r.Params.Name, upload{r.Body})
	if err != nil {
		return nil, err
	}
	return CreateIdeaFile201JSONResponse{Body: s.ideaFile(made), Headers: CreateIdeaFile201ResponseHeaders{Location: s.address("files", made.ID)}}, nil
}

// DeleteFile implements DELETE /files/{fileId}.
func (s *server) DeleteFile(ctx context.Context, r DeleteFileRequestObject) (DeleteFileResponseObject, error) {
	if err := s.Files.Delete(ctx, auth.From(ctx), r.FileId); err != nil {
		return nil, err
	}
	return DeleteFile204Response{}, nil
}

// GetFile implements GET /files/{fileId}. It is sent on as it is read: nobody's slow connection keeps it in memory.
func (s *server) GetFile(ctx context.Context, r GetFileRequestObject) (GetFileResponseObject, error) {
	f, err := s.Files.Open(ctx, auth.From(ctx), r.FileId)
	if err != nil {
		return nil, err
	}
	return saving{GetFile200ApplicationoctetStreamResponse{Body: f.Content, ContentLength: f.Length,
		Headers: GetFile200ResponseHeaders{ContentDisposition: new(mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))}}}, nil
}

// saving is an answer that a browser saves and does nothing else with.
type saving struct {
	GetFile200ApplicationoctetStreamResponse
}

// VisitGetFileResponse writes the answer.
func (s saving) VisitGetFileResponse(w http.ResponseWriter) error {
	w.Header().Set("Content-Security-Policy", "default-src 'none'; sandbox")
	return s.GetFile200ApplicationoctetStreamResponse.VisitGetFileResponse(w)
}

func (s *server) ideaFile(f idea.File) IdeaFile {
	return IdeaFile{Id: f.ID, Name: f.Name, Kind: IdeaFileKind(f.Kind), Bytes: count(f.Bytes), Url: *s.address("files", f.ID)}
}
