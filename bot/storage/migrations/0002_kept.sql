-- What a channel keeps of a person beside their conversation, sealed with their key.
CREATE TABLE kept (
  person INTEGER PRIMARY KEY,
  value BLOB NOT NULL
);
