package httpapi

import (
	"context"
	"time"

	"github.com/medskapa/medskapa/internal/privacy"
)

// ListRetentionRules implements GET /retention-rules.
func (s *server) ListRetentionRules(context.Context, ListRetentionRulesRequestObject) (ListRetentionRulesResponseObject, error) {
	return ListRetentionRules200JSONResponse{Body: RetentionRules{Rules: each(s.Privacy.Rules(), retentionRule)}}, nil
}

func retentionRule(r privacy.Rule) RetentionRule {
	return RetentionRule{Kind: r.Kind, Title: inLanguages(r.Title), Effect: inLanguages(r.Effect),
		Minutes: int32(r.Period / time.Minute), Ground: RetentionRuleGround(r.Ground)}
}

func inLanguages(t [2]string) InLanguages { return InLanguages{Sv: t[0], En: t[1]} }
