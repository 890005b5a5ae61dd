-- Plain: ids, times and epoch numbers. Every other column is sealed or a keyed digest.
CREATE TABLE epoch (
  id INTEGER PRIMARY KEY,
  made INTEGER NOT NULL,          -- milliseconds since 1970, 0 for the first
  key BLOB NOT NULL
);

-- The size of its rows never changes, so that a turn doesn't move them and rotation touches few pages.
CREATE TABLE data_key (
  person INTEGER PRIMARY KEY,
  epoch INTEGER NOT NULL,         -- 0: destroyed, the rest of the person is still to go
  key BLOB NOT NULL
);
CREATE INDEX data_key_destroyed ON data_key (epoch) WHERE epoch = 0;

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  who BLOB NOT NULL UNIQUE,       -- digest of channel and address
  address BLOB NOT NULL,
  due INTEGER,
  expires INTEGER NOT NULL,
  expires_hour INTEGER NOT NULL,  -- what is indexed: most turns leave it as it is
  replies_from INTEGER NOT NULL,  -- the first reply since their last message
  session BLOB NOT NULL
);
CREATE INDEX person_due ON person (due) WHERE due IS NOT NULL;
CREATE INDEX person_expires_hour ON person (expires_hour);

-- A person's replies lie together: dropping the old ones and adding the new ones is one page.
CREATE TABLE reply (
  person INTEGER NOT NULL,
  id INTEGER NOT NULL,
  sent INTEGER NOT NULL,
  payload BLOB NOT NULL,
  PRIMARY KEY (person, id)
) WITHOUT ROWID;

CREATE TABLE handled (
  person INTEGER NOT NULL,
  mark BLOB NOT NULL,             -- digest of channel, address and message id
  seen INTEGER,                   -- by the first maintain() after it
  PRIMARY KEY (person, mark)
) WITHOUT ROWID;

CREATE TABLE cursor (
  name BLOB PRIMARY KEY,          -- digest
  value BLOB NOT NULL
) WITHOUT ROWID;

-- How often the store was opened: the upper half of reply ids, so that none is used twice.
CREATE TABLE opening (count INTEGER NOT NULL);
INSERT INTO opening VALUES (0);
