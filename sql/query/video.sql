-- SPDX-License-Identifier: MIT
-- Videos. Lists go by key.

-- name: video_by_id
SELECT id, youtube_id, title, description, poster, duration_s, published_at, trashed
FROM video WHERE id = :id;

-- name: video_older_same
SELECT id, youtube_id, title, description, poster, duration_s, published_at, trashed
FROM video WHERE trashed = 0 AND published_at = :key_at AND id < :key_id
ORDER BY id DESC LIMIT :row_limit;

-- name: video_older
SELECT id, youtube_id, title, description, poster, duration_s, published_at, trashed
FROM video WHERE trashed = 0 AND published_at < :key_at
ORDER BY published_at DESC, id DESC LIMIT :row_limit;

-- name: video_older_trashed_same
SELECT id, youtube_id, title, description, poster, duration_s, published_at, trashed
FROM video WHERE trashed = 1 AND published_at = :key_at AND id < :key_id
ORDER BY id DESC LIMIT :row_limit;

-- name: video_older_trashed
SELECT id, youtube_id, title, description, poster, duration_s, published_at, trashed
FROM video WHERE trashed = 1 AND published_at < :key_at
ORDER BY published_at DESC, id DESC LIMIT :row_limit;

-- name: video_insert
INSERT INTO video (youtube_id, title, description, poster, duration_s, published_at, created_at)
VALUES (:youtube_id, :title, :description, :poster, :duration_s, :published_at, :now);

-- name: video_update
UPDATE video SET youtube_id = :youtube_id, title = :title, description = :description,
    poster = :poster, duration_s = :duration_s, published_at = :published_at
WHERE id = :id;

-- name: video_set_trashed
UPDATE video SET trashed = :trashed WHERE id = :id AND trashed <> :trashed;
