package httpapi

import (
	"context"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/moderation"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/screening"
)

func thingRef(kind moderation.Kind, id uuid.UUID) ThingRef {
	return ThingRef{Kind: ThingKind(kind), Id: id}
}

func moderationCase(c moderation.Case) ModerationCase {
	body := ModerationCase{Id: c.ID, Thing: thingRef(c.Kind, c.ThingID), Title: c.Title, Cause: ModerationCause(c.Cause), State: ModerationCaseState(c.State),
		ReportCount: count(c.ReportCount), Reasons: each(c.Reasons, func(r string) ModerationGround { return ModerationGround(r) }),
		Version: count(c.Version), OpenedAt: utc(c.OpenedAt), ClosedAt: utcPtr(c.ClosedAt)}
	if c.SpamScore != nil {
		body.Spam = &SpamFinding{Score: count(*c.SpamScore), Signs: each(c.SpamSigns, spamSign)}
	}
	if c.TakenBy != nil {
		body.TakenBy = refOrNil(*c.TakenBy)
	}
	return body
}

func spamSign(s screening.Sign) SpamSign {
	body := SpamSign{Name: SpamSignName(s.Name), Points: int32(s.Points)}
	if len(s.Words) > 0 {
		body.Words = &s.Words
	}
	return body
}

func waitingBody(s screening.Settings) ModerationSettings {
	return ModerationSettings{FirstPosts: count(s.FirstPosts), HoldSpam: s.HoldSpam, Version: count(s.Version)}
}

func moderationFile(who auth.Principal, f moderation.File) ModerationFile {
	body := ModerationFile{Case: moderationCase(f.Case), Actions: each(f.Actions(), func(a moderation.Action) ModerationAction { return ModerationAction(a) }),
		Reports: each(f.Reports, func(r moderation.Report) Report {
			return Report{Id: r.ID, Reporter: refOrNil(r.Reporter), Reason: ModerationGround(r.Reason), Note: r.Note, CreatedAt: utc(r.CreatedAt)}
		}),
		Thread:  each(f.Thread, remark),
		History: each(f.History, func(d moderation.Decision) ModerationDecision { return decisionBody(who, d) }),
		Posts:   PostCounts{Ideas: count(f.Posts.Ideas), Comments: count(f.Posts.Comments), Since: utc(f.Posts.Since)}}
	if t := f.Thing; t.ID != uuid.Nil {
		body.Thing = reportedThing(t)
	}
	return body
}

func reportedThing(t moderation.Thing) *ReportedThing {
	return &ReportedThing{Title: t.Title, Text: t.Text, Author: participantRef(t.Author), IdeaId: t.IdeaID, Public: t.Public, Restricted: t.Restricted, CreatedAt: utc(t.CreatedAt)}
}

func remark(m moderation.Remark) Remark {
	return Remark{Id: m.ID, Author: participantRef(m.Author), Body: m.Body, CreatedAt: utc(m.CreatedAt)}
}

func (s *server) decisionList(ctx context.Context, found page.Result[moderation.Decision]) ModerationDecisionList {
	who := auth.From(ctx)
	return ModerationDecisionList{Decisions: each(found.Items, func(d moderation.Decision) ModerationDecision { return decisionBody(who, d) }),
		UnderscoreMeta: listMeta(found), UnderscoreLinks: listLinks(ctx, s.URL, found)}
}

// decisionBody is a decision as whom it is against reads it: who took it is told to themselves alone.
func decisionBody(who auth.Principal, d moderation.Decision) ModerationDecision {
	body := ModerationDecision{Id: d.ID, Thing: thingRef(d.Kind, d.ThingID), Title: d.Title, Action: ModerationAction(d.Action), Ground: groundOf(d.Ground), Facts: d.Facts,
		Cause: ModerationCause(d.Cause), Automated: d.Automated, DecidedAt: utc(d.DecidedAt), AppealUntil: utcPtr(d.AppealUntil), EndsAt: utcPtr(d.EndsAt), UndoneAt: utcPtr(d.UndoneAt),
		Own:       who.SignedIn() && d.DecidedBy == who.ID,
		MayAppeal: moderation.MayAppeal(who, d), MayJudge: moderation.MayJudge(who, d)}
	if d.Rule != "" {
		body.Rule = &d.Rule
	}
	if d.Matter != nil {
		body.Matter = reportedThing(*d.Matter)
	}
	if len(d.Thread) > 0 {
		body.Thread = new(each(d.Thread, remark))
	}
	if a := d.Appeal; a != nil {
		body.Appeal = &Appeal{Id: a.ID, Words: a.Words, CreatedAt: utc(a.CreatedAt), DecidedAt: utcPtr(a.DecidedAt), Version: count(a.Version)}
		if a.Outcome != "" {
			outcome := AppealOutcomeKind(a.Outcome)
			body.Appeal.Outcome, body.Appeal.Reason = &outcome, &a.Reason
		}
	}
	return body
}

// groundOf is a ground, or nothing where there is none.
func groundOf(g moderation.Ground) *ModerationGround {
	if g == "" {
		return nil
	}
	ground := ModerationGround(g)
	return &ground
}

func policyBody(p moderation.Policy) ModerationPolicy {
	return ModerationPolicy{Swedish: p.Swedish, English: p.English, SwedishHtml: p.SwedishHTML, EnglishHtml: p.EnglishHTML,
		Version: count(p.Version), UpdatedAt: utc(p.UpdatedAt)}
}
