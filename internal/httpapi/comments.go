package httpapi

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/comment"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
)

// ListComments implements GET /ideas/{ideaId}/comments.
func (s *server) ListComments(ctx context.Context, r ListCommentsRequestObject) (ListCommentsResponseObject, error) {
	piece, err := page.NewWindow(r.Params.Limit, r.Params.Page, r.Params.Cursor, r.Params.Before, r.Params.Around != nil)
	if err != nil {
		return nil, err
	}
	found, err := s.Comments.List(ctx, auth.From(ctx), r.IdeaId, comment.Query{
		Request: piece, Sort: comment.Sort(value(r.Params.Sort)), Kind: comment.Kind(value(r.Params.Kind)), Around: r.Params.Around})
	if err != nil {
		return nil, err
	}
	return ListComments200JSONResponse{Body: s.commentList(ctx, found)}, nil
}

// ListReplies implements GET /comments/{commentId}/replies.
func (s *server) ListReplies(ctx context.Context, r ListRepliesRequestObject) (ListRepliesResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Comments.ListReplies(ctx, auth.From(ctx), r.CommentId, piece)
	if err != nil {
		return nil, err
	}
	return ListReplies200JSONResponse{Body: s.commentList(ctx, found)}, nil
}

// CreateComment implements POST /ideas/{ideaId}/comments.
func (s *server) CreateComment(ctx context.Context, r CreateCommentRequestObject) (CreateCommentResponseObject, error) {
	who := auth.From(ctx)
	key, err := idempotency.NewKey(who.ID, r.Params.IdempotencyKey, "createComment "+r.IdeaId.String(), r.Body)
	if err != nil {
		return nil, err
	}
	c, err := s.Comments.Create(ctx, who, key, r.IdeaId,
		comment.Fields{Body: r.Body.Body, Kind: comment.Kind(value(r.Body.Kind)), Official: value(r.Body.Official), ParentID: r.Body.ParentId,
			OrganisationID: r.Body.OrganisationId})
	if err != nil {
		return nil, err
	}
	return CreateComment201JSONResponse{Body: commentBody(c), Headers: CreateComment201ResponseHeaders{Location: s.address("comments", c.ID)}}, nil
}

// ListMyWaitingComments implements GET /me/waiting-comments.
func (s *server) ListMyWaitingComments(ctx context.Context, r ListMyWaitingCommentsRequestObject) (ListMyWaitingCommentsResponseObject, error) {
	piece, err := page.NewRequest(r.Params.Limit, r.Params.Page, r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	found, err := s.Comments.ListWaiting(ctx, auth.From(ctx), r.Params.IdeaId, piece)
	if err != nil {
		return nil, err
	}
	return ListMyWaitingComments200JSONResponse{Body: s.commentList(ctx, found)}, nil
}

// GetComment implements GET /comments/{commentId}.
func (s *server) GetComment(ctx context.Context, r GetCommentRequestObject) (GetCommentResponseObject, error) {
	c, err := s.Comments.Get(ctx, auth.From(ctx), r.CommentId)
	if err != nil {
		return nil, err
	}
	return GetComment200JSONResponse{Body: commentBody(c)}, nil
}

// UpdateComment implements PATCH /comments/{commentId}.
func (s *server) UpdateComment(ctx context.Context, r UpdateCommentRequestObject) (UpdateCommentResponseObject, error) {
	c, err := s.Comments.Update(ctx, auth.From(ctx), r.CommentId, r.Body.Body, comment.Kind(value(r.Body.Kind)))
	if err != nil {
		return nil, err
	}
	return UpdateComment200JSONResponse(commentBody(c)), nil
}

// DeleteComment implements DELETE /comments/{commentId}.
func (s *server) DeleteComment(ctx context.Context, r DeleteCommentRequestObject) (DeleteCommentResponseObject, error) {
	if err := s.Comments.Delete(ctx, auth.From(ctx), r.CommentId); err != nil {
		return nil, err
	}
	return DeleteComment204Response{}, nil
}

// ListMentionCandidates implements GET /ideas/{ideaId}/mention-candidates.
func (s *server) ListMentionCandidates(ctx context.Context, r ListMentionCandidatesRequestObject) (ListMentionCandidatesResponseObject, error) {
	found, err := s.Comments.Candidates(ctx, auth.From(ctx), r.IdeaId, value(r.Params.Name))
	if err != nil {
		return nil, err
	}
	return ListMentionCandidates200JSONResponse{Body: MentionCandidates{Participants: each(found, participantRef)}}, nil
}

// SetThanks implements PUT /comments/{commentId}/thanks.
func (s *server) SetThanks(ctx context.Context, r SetThanksRequestObject) (SetThanksResponseObject, error) {
	n, err := s.Comments.Thank(ctx, auth.From(ctx), r.CommentId)
	if err != nil {
		return nil, err
	}
	return SetThanks200JSONResponse{CommentId: r.CommentId, ThankCount: count(n)}, nil
}

// DeleteThanks implements DELETE /comments/{commentId}/thanks.
func (s *server) DeleteThanks(ctx context.Context, r DeleteThanksRequestObject) (DeleteThanksResponseObject, error) {
	n, err := s.Comments.TakeBack(ctx, auth.From(ctx), r.CommentId)
	if err != nil {
		return nil, err
	}
	return DeleteThanks200JSONResponse{CommentId: r.CommentId, ThankCount: count(n)}, nil
}

func (s *server) commentList(ctx context.Context, found page.Result[comment.Comment]) CommentList {
	return CommentList{Comments: each(found.Items, commentBody), UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}
}

func commentBody(c comment.Comment) Comment {
	body := Comment{
		Id: c.ID, IdeaId: c.IdeaID, ParentId: c.ParentID, State: CommentState(c.State), CreatedAt: utc(c.CreatedAt), EditedAt: utcPtr(c.EditedAt),
		Kind: CommentKind(c.Kind), Official: c.Official, ThankCount: count(c.Thanks), ReplyCount: count(c.ReplyCount), Replies: each(c.Replies, commentBody),
	}
	if c.State == comment.Waiting {
		author := participantRef(c.Author)
		body.Author, body.Body = &author, &c.Body
	}
	if c.State == comment.Published {
		author, until := participantRef(c.Author), utc(c.EditableUntil())
		if len(c.Mentions) > 0 {
			mentions := each(c.Mentions, participantRef)
			body.Mentions = &mentions
		}
		body.Author, body.Body, body.EditableUntil = &author, &c.Body, &until
	}
	return body
}
