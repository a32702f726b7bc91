package httpapi

import (
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/comment"
	"github.com/medskapa/medskapa/internal/idea"
)

// How long an answer is kept at most, because also time changes what it shows: a vote closes, a
// workshop begins. Into a list ordered by counters, an idea may rise that it does not show.
const (
	life    = 10 * time.Second
	briefly = time.Second
)

// shown is what an answer depends on besides the records whose ids stand in it. The zero value is
// that of an answer that is not kept.
type shown struct {
	tags    []change.Tag
	tallies bool          // of the ideas among those records
	apart   bool          // who is signed in may get another: one's own withdrawn idea is not empty
	life    time.Duration // for which it may be kept
}

// shows returns what the answer to a valid request depends on. Searches and what lies deep in a list
// are not kept: few ask for the same.
func (o *operation) shows(c echo.Context) shown {
	if deep(c) {
		return shown{}
	}
	switch id := o.route.Operation.OperationID; id {
	case "listComments":
		return discussed(c, c.Param("ideaId"))
	case "getCommentFeed": // a reply to what it does not show is new in it too, which the tally tells
		s := under(c.Param("ideaId"))
		s.tallies = true
		return s
	case "listReplies":
		return under(c.Param("commentId"))
	case "listIdeas":
		return listed(c)
	default:
		return whole[id]
	}
}

// whole is what the answers to operations depend on whose parameters do not matter to it.
var whole = map[string]shown{
	"getApiInfo":            {life: life, tags: []change.Tag{change.Municipality}},
	"getMunicipality":       {life: life, tags: []change.Tag{change.Municipality}},
	"listIdentityProviders": {life: life}, // as they were when the program started
	"listRetentionRules":    {life: life},
	"listChallenges":        {life: life, tags: []change.Tag{change.Challenges}},
	"getChallenge":          {life: life},
	"listFocusAreas":        {life: life, tags: []change.Tag{change.FocusAreas}},
	"getFocusArea":          {life: life},
	"listTopics":            {life: life, tags: []change.Tag{change.Topics}},
	"getTopic":              {life: life},
	"listDistricts":         {life: life, tags: []change.Tag{change.Districts}},
	"getDistrictBoundaries": {life: life, tags: []change.Tag{change.Districts}},
	"listWorkshops":         {life: life, tags: []change.Tag{change.Workshops, change.Challenges}},
	"getWorkshop":           {life: life, tags: []change.Tag{change.Challenges}}, // its own once that is no draft any more
	"getWorkshopCalendar":   {life: life, tags: []change.Tag{change.Challenges}},
	"listOrganisations":     {life: life, tags: []change.Tag{change.Organisations}},
	"getOrganisation":       {life: life, apart: true},
	"getLinkSettings":       {life: life, tags: []change.Tag{change.Municipality}},
	"getModerationSettings": {life: life, tags: []change.Tag{change.Municipality}},
	"getModerationPolicy":   {life: life, tags: []change.Tag{change.Municipality}},
	"listModerationCounts":  {life: life},
	"getIdeaFeed":           {life: life, tags: []change.Tag{change.Ideas}},
	"getChallengeFeed":      {life: life, tags: []change.Tag{change.Challenges}},
	"getAnswerFeed":         {life: life, tags: []change.Tag{change.Ideas}},
	"getDecisionFeed":       {life: life, tags: []change.Tag{change.Ideas}},
	"getNeedFeed":           {life: life, tags: []change.Tag{change.Needs, change.Ideas}},
	"getOfferFeed":          {life: life, tags: []change.Tag{change.Offers}},
	"getWorkshopFeed":       {life: life, tags: []change.Tag{change.Workshops, change.Challenges}},
	"getIdeaQrCode":         {life: life},
	"getChallengeQrCode":    {life: life},
	"getIdea":               {life: life, apart: true, tallies: true},
	"getComment":            {life: life, apart: true},
	"listRevisions":         {life: life, apart: true},
	"listOfficialAnswers":   {life: life, apart: true},
	"listIdeaSteps":         {life: life, apart: true},
	"getHandover":           {life: life, apart: true},
	"listCoAuthors":         {life: life, apart: true},
	"listHandovers":         {life: life, apart: true},
	"listMerges":            {life: life, apart: true},
	"listIdeaNeeds":         {life: life, apart: true},
	"getNeed":               {life: life, apart: true},
	"listCommitments":       {life: life, apart: true},
	"getCommitment":         {life: life, apart: true},
	"listNeeds":             {life: life, tags: []change.Tag{change.Needs, change.Ideas}},
	"listOffers":            {life: life, tags: []change.Tag{change.Offers}},
	"getOffer":              {life: life, apart: true},
	"getParticipant":        {life: life, apart: true},

	"listPhaseChanges":       {life: life},
	"listChallengeTemplates": {life: life}, // as the program has them
}

// deep reports a search, or a piece of a list that is not its first.
func deep(c echo.Context) bool {
	page := c.QueryParam("page")
	return c.QueryParam("q") != "" || c.QueryParam("cursor") != "" || c.QueryParam("before") != "" || page != "" && page != "1"
}

// listed is what a list of ideas depends on.
func listed(c echo.Context) shown {
	s := shown{life: briefly, tallies: true, tags: []change.Tag{change.Ideas}}
	if id, err := uuid.Parse(c.QueryParam("challengeId")); err == nil && c.QueryParam("authorKind") == "" && c.QueryParam("topic") == "" && c.QueryParam("districtId") == "" && c.QueryParam("placed") == "" {
		s.tags = []change.Tag{change.Answers(id)}
	}
	switch idea.Sort(c.QueryParam("sort")) {
	case idea.Newest:
		s.life = life
	case idea.Random:
		return shown{}
	case idea.Trending, idea.MostSupported, idea.MostDiscussed, idea.Relevance:
	}
	return s
}

// under is what comments depend on that stand under an idea or a comment.
func under(parent string) shown {
	id, err := uuid.Parse(parent)
	if err != nil { // written in another way
		return shown{}
	}
	return shown{life: life, apart: true, tags: []change.Tag{change.Comments(id)}}
}

// discussed is what a discussion depends on, in the order asked for.
func discussed(c echo.Context, parent string) shown {
	s := under(parent)
	if comment.Sort(c.QueryParam("sort")) == comment.MostThanked {
		s.life = min(s.life, briefly)
	}
	return s
}

// with adds the records whose ids stand in the path and in an answer's text, and their tallies.
func (s shown) with(c echo.Context, text []byte) (records, tallies []change.Tag) {
	ids := idsIn(text)
	for _, value := range c.ParamValues() {
		if id, err := uuid.Parse(value); err == nil {
			ids[id] = struct{}{}
		}
	}
	records = slices.Clip(s.tags) // they belong to all answers of the operation
	for id := range ids {
		records = append(records, change.Record(id))
		if s.tallies {
			tallies = append(tallies, change.Tally(id))
		}
	}
	return records, tallies
}
