package httpapi

import (
	"github.com/google/uuid"
	"github.com/oapi-codegen/nullable"

	"github.com/medskapa/medskapa/internal/participant"
)

// value is what p points to, or the zero value.
func value[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}

// ifTrue is true, or nothing.
func ifTrue(so bool) *bool {
	if !so {
		return nil
	}
	return &so
}

// set changes a field that was given.
func set[T any](field *T, given *T) {
	if given != nil {
		*field = *given
	}
}

// setAs changes a field of a type with the same values.
func setAs[T, U ~string](field *T, given *U) {
	if given != nil {
		*field = T(*given)
	}
}

// setNullable changes a field that was given; null empties it.
func setNullable[T any](field **T, given nullable.Nullable[T]) {
	if !given.IsSpecified() {
		return
	}
	v, err := given.Get()
	if err != nil { // null
		*field = nil
		return
	}
	*field = &v
}

// setNullableAs changes a field of a type with the same values; null empties it.
func setNullableAs[T, U ~string](field **T, given nullable.Nullable[U]) {
	var same *U
	setNullable(&same, given)
	switch {
	case !given.IsSpecified():
	case same == nil:
		*field = nil
	default:
		v := T(*same)
		*field = &v
	}
}

// address is where a resource of the interface is, such as …/api/v1/ideas/<id>.
func (s *server) address(collection string, id uuid.UUID) *string {
	at := s.URL + Base + "/" + collection + "/" + id.String()
	return &at
}

// refOrNil is a participant, or nothing when there is none.
func refOrNil(p participant.Ref) *ParticipantRef {
	if p.ID == uuid.Nil {
		return nil
	}
	ref := participantRef(p)
	return &ref
}

func participantRef(p participant.Ref) ParticipantRef {
	ref := ParticipantRef{Id: p.ID, DisplayName: p.DisplayName, Kind: ParticipantKind(p.Kind)}
	if p.Organisation {
		ref.Organisation = &p.Organisation
	}
	if p.Former {
		ref.Former = &p.Former
	}
	return ref
}
