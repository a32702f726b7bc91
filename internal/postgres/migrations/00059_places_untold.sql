-- Ideas that do not say where they are find offers that are for one place: both get a key for that, see internal/help/keys.go. The program of before
-- writes keys without it, which the next change of the need or offer mends.
-- +goose Up
INSERT INTO offer_keys (key, offer_id)
    SELECT DISTINCT hashtextextended(o.kind || t.topic || '~', 0), o.id FROM offers o
        CROSS JOIN LATERAL (SELECT '' AS topic UNION ALL SELECT topic_id::text FROM offer_topics WHERE offer_id = o.id) t
    WHERE o.state = 'open' AND o.ends_at > now()
    ON CONFLICT ON CONSTRAINT offer_keys_pkey DO NOTHING;
UPDATE needs n SET keyed = false FROM ideas i WHERE i.id = n.idea_id AND n.state = 'open' AND i.district_id IS NULL AND i.longitude IS NULL;
