package privacy

import (
	"github.com/google/uuid"
	"gorm.io/gorm"
)

// leave are the statements of leaveBehind, in its order.
var leave = []string{
	`UPDATE ideas SET author_id = @former WHERE author_id = @person`,
	`UPDATE idea_revisions SET editor_id = @former WHERE editor_id = @person`,
	`UPDATE official_answers SET by_id = @former WHERE by_id = @person`,
	`UPDATE idea_repeats SET by_id = @former WHERE by_id = @person`,
	`UPDATE idea_steps SET by_id = @former WHERE by_id = @person`,
	`DELETE FROM idea_handovers WHERE state <> 'accepted' AND @person IN (from_id, to_id, offered_by, settled_by)`,
	`UPDATE idea_handovers SET from_id = @former WHERE from_id = @person`,
	`UPDATE idea_handovers SET to_id = @former WHERE to_id = @person`,
	`UPDATE idea_handovers SET offered_by = @former WHERE offered_by = @person`,
	`UPDATE idea_handovers SET settled_by = @former WHERE settled_by = @person`,
	`DELETE FROM idea_coauthors WHERE participant_id = @person`,
	`UPDATE idea_coauthors SET state = 'ended', settled_at = now() WHERE state = 'invited' AND idea_id IN (SELECT id FROM ideas WHERE author_id = @former)`,
	`UPDATE idea_coauthors SET invited_by = @former WHERE invited_by = @person`,
	`UPDATE idea_merges SET state = 'taken-back', decided_at = now(), version = version + 1 WHERE state = 'proposed' AND proposed_by = @person`,
	`UPDATE idea_merges SET idea_agreed_at = NULL, version = version + 1 WHERE state = 'proposed' AND idea_agreed_at IS NOT NULL AND idea_id IN (SELECT id FROM ideas WHERE author_id = @former)`,
	`UPDATE idea_merges SET into_agreed_at = NULL, version = version + 1 WHERE state = 'proposed' AND into_agreed_at IS NOT NULL AND into_id IN (SELECT id FROM ideas WHERE author_id = @former)`,
	`UPDATE idea_merges SET proposed_by = @former WHERE proposed_by = @person`,
	`UPDATE idea_merges SET decided_by = @former WHERE decided_by = @person`,
	`UPDATE idea_merges SET undone_by = @former WHERE undone_by = @person`,
	`UPDATE comments SET author_id = @former WHERE author_id = @person`,
	`UPDATE moderation_cases SET author_id = @former WHERE author_id = @person`,
	`UPDATE moderation_decisions SET author_id = @former WHERE author_id = @person`,
	`UPDATE idea_files SET owner_id = @former WHERE owner_id = @person`,
	`UPDATE images SET owner_id = @former WHERE owner_id = @person`,
	`UPDATE commitments SET helper_id = @former WHERE helper_id = @person`,
	`UPDATE commitments SET outcome_by = @former WHERE outcome_by = @person`,
	`UPDATE signups SET participant_id = @former WHERE participant_id = @person`,
	`UPDATE organisations SET founder_id = @former WHERE founder_id = @person`,
	`UPDATE organisations SET verified_by = @former WHERE verified_by = @person`,
	`UPDATE organisation_acts SET account_id = @former WHERE account_id = @person`,
	`UPDATE organisation_acts SET member_id = @former WHERE member_id = @person`,
	`UPDATE phase_changes SET participant_id = @former WHERE participant_id = @person`,
	`UPDATE polis_people SET participant_id = @former WHERE participant_id = @person`,
}

// leaveBehind gives what stays to a former participant. What the person had asked for and nobody has answered ends, and what they had agreed on
// and is not done is agreed on no more: there is nobody to write with, or to merge with.
func leaveBehind(tx *gorm.DB, person uuid.UUID) error {
	former := uuid.New() // random: the time when somebody left is not in it
	names := map[string]any{"person": person, "former": former}
	err := tx.Exec(`INSERT INTO participants (id, kind, display_name, former_at, created_at)
		SELECT @former, kind, 'Tidigare deltagare', current_date, current_date FROM participants WHERE id = @person`, names).Error
	if err != nil {
		return err
	}
	left := int64(0)
	for _, statement := range leave {
		moved := tx.Exec(statement, names)
		if moved.Error != nil {
			return moved.Error
		}
		left += moved.RowsAffected
	}
	if left > 0 {
		return nil
	}
	return tx.Exec(`DELETE FROM participants WHERE id = @former`, names).Error
}
