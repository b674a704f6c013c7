-- SPDX-License-Identifier: MIT
-- Accounts.

-- name: user_by_id
SELECT id, login, slug, name, email, bio, role, disabled, created_at, picture, links,
    language
FROM user WHERE id = :id;

-- name: user_by_slug
SELECT id, login, slug, name, email, bio, role, disabled, created_at, picture, links,
    language
FROM user WHERE slug = :slug;

-- name: user_by_login
SELECT id, login, slug, name, email, bio, role, disabled, created_at, picture, links,
    language
FROM user WHERE login = :login;

-- name: user_all
-- scan: a newsroom has at most a thousand
SELECT id, login, slug, name, email, bio, role, disabled, created_at, picture, links,
    language
FROM user ORDER BY id LIMIT 1000;

-- name: user_authors
-- scan: a newsroom has at most a thousand
SELECT id, login, slug, name, email, bio, role, disabled, created_at, picture, links,
    language, articles
FROM user WHERE articles > 0 ORDER BY id LIMIT 1000;

-- name: user_names
-- scan: a newsroom has at most a thousand
SELECT name, login, slug FROM user ORDER BY id LIMIT 1000;

-- name: user_password
SELECT password_hash FROM user WHERE id = :id AND disabled = 0;

-- name: user_any_signs_in
-- scan: a newsroom has at most a thousand
SELECT id FROM user WHERE disabled = 0 AND password_hash <> '' LIMIT 1;

-- name: user_insert
INSERT INTO user (login, slug, name, email, bio, role, password_hash, disabled, created_at, picture,
    links, language)
VALUES (:login, :slug, :name, :email, :bio, :role, :password_hash, :disabled, :now, :picture,
    :links, :language);

-- name: user_update
UPDATE user SET login = :login, slug = :slug, name = :name, email = :email, bio = :bio,
    role = :role, disabled = :disabled, picture = :picture, links = :links,
    language = :language
WHERE id = :id;

-- name: user_set_password
UPDATE user SET password_hash = :password_hash WHERE id = :id;

-- name: user_other_admin
-- scan: a newsroom has at most a thousand
SELECT id FROM user WHERE role = 4 AND disabled = 0 AND id <> :id LIMIT 1;

-- name: user_rehash
UPDATE user SET password_hash = :password_hash WHERE id = :id AND password_hash = :hash_before;
