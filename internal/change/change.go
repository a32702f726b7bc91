// Package change tells every node what has changed, so that what is kept in memory is dropped when
// it no longer holds, and only then.
//
// Whoever writes names what the write changed, as tags (see postgres.Changed). A [Feed] counts
// changes per tag and passes them on to the other nodes through Postgres' NOTIFY. Whoever keeps
// something in memory notes when it was read and which tags it shows, and asks [Feed.Holds].
package change

import "github.com/google/uuid"

// Tag names something that can change. Tags travel between nodes, separated by spaces.
type Tag string

// What belongs to no single record. All is everything at once, for imports and the like.
const (
	All          Tag = "all"
	Ideas        Tag = "ideas" // which ideas are listed
	Challenges   Tag = "challenges"
	Workshops    Tag = "workshops"
	Municipality Tag = "municipality"
	// Organisations is which organisations are listed, and how.
	Organisations Tag = "organisations"
	FocusAreas    Tag = "focus-areas"
	Topics        Tag = "topics"
	Districts     Tag = "districts"
	Offers        Tag = "offers" // which offers are listed
	Needs         Tag = "needs"  // which open needs are listed
)

// Record is a record's own fields, whatever it is: an idea, a challenge, a participant, a comment.
func Record(id uuid.UUID) Tag { return "record:" + Tag(id.String()) }

// Tally is the counters of an idea: votes and comments.
func Tally(idea uuid.UUID) Tag { return "tally:" + Tag(idea.String()) }

// Answers is which ideas answer a challenge.
func Answers(challenge uuid.UUID) Tag { return "answers:" + Tag(challenge.String()) }

// Comments is which comments stand right under an idea or a comment.
func Comments(parent uuid.UUID) Tag { return "comments:" + Tag(parent.String()) }

// Account is what decides what somebody signed in may do: role, kind and sessions.
func Account(id uuid.UUID) Tag { return "account:" + Tag(id.String()) }

// Inbox is what an account is told, and what of it is read.
func Inbox(account uuid.UUID) Tag { return "inbox:" + Tag(account.String()) }

// Session is whether a session lasts.
func Session(id uuid.UUID) Tag { return "session:" + Tag(id.String()) }
