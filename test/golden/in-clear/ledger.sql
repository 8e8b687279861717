PRAGMA application_id = 1886152562;
PRAGMA user_version = 2;
CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    hash TEXT NOT NULL,
    bytes BLOB NOT NULL,
    disclosures BLOB,
    UNIQUE (stream_id, revision),
    UNIQUE (stream_id, id)
  ) STRICT;
INSERT INTO events VALUES (1, 'kept', 1, 'import.N9AcGWeP62JtM45tU97x4iviUPEdl4eybMK0KParCNM', 'TherapyRegistered', '1f5c09698bb0bd25d4267e16b7f5b28a86dfe5e6b743be5fb31006f0a99a9261', CAST('{"data":{"aetiology":"spinal-cord-injury","indication":{"$sd":"0zvbpV0oakgbLJ8xkPu-ayX0q92Ch98wbuEJl2XgEJE"},"patientPseudonym":{"$sd":"9fWiTveKWxzKhqqbt6VJnZdtj-wU79NIbcTLCixJHoY"}},"id":"import.N9AcGWeP62JtM45tU97x4iviUPEdl4eybMK0KParCNM","occurredAt":{"earliest":"2020-01-01T00:00:00.000Z","latest":"2020-01-01T23:59:59.999Z","precision":"day","stated":"2020-01-01"},"previousHash":"0000000000000000000000000000000000000000000000000000000000000000","recordedAt":"2025-02-01T00:00:02.453Z","recordedBy":{"name":"command line","role":"operator","subject":"cli"},"revision":1,"schemaVersion":1,"source":{"assertion":"stated","kind":"import"},"therapyId":"kept","type":"TherapyRegistered"}' AS BLOB), x'01f2d0c2977846ff04936ccc4caeb01a88ee8e05aa13f83421e192135b1ac85d9aa44b871f395f08677318f37ab4959b1d1e49c60631ecacf8bcdc2aae320f4a81177ef6239b5a538dee6b7be6a1965dfc26063a59b9ea53a0c7545ae417be71ad5d4332b00e3aff8c93a8f4f964c0ee7a0dc6cfde88a69c9c2ee6b90ae7ca2c21928d6cc973175d80c48595ae6ade73ef7a5d04a17344d33e84840fa723c4196b91ed88dde5f7aea3e3c5568e1b058eefdf88e90f17935f');
INSERT INTO events VALUES (2, 'erased', 1, 'import.7X_U0Vx9LyVz609i28XDXN5SiUtJs-z1HNRz0J54qj8', 'TherapyRegistered', 'adb43bb311d1b63806a27bfe8e33da4324bf26c90de5abe3009ef1c7994ca8de', CAST('{"data":{"aetiology":"spinal-cord-injury","indication":{"$sd":"4rxYMtDxuN28L_XoHKi2d1903drNHeXIUrs1yyZrg80"},"patientPseudonym":{"$sd":"ddqtnhj8J855tyk5qJSJlmYPKaRXiKqE5hft2mUZKoY"}},"id":"import.7X_U0Vx9LyVz609i28XDXN5SiUtJs-z1HNRz0J54qj8","occurredAt":{"earliest":"2020-01-01T00:00:00.000Z","latest":"2020-01-01T23:59:59.999Z","precision":"day","stated":"2020-01-01"},"previousHash":"0000000000000000000000000000000000000000000000000000000000000000","recordedAt":"2025-02-01T00:00:02.460Z","recordedBy":{"name":"command line","role":"operator","subject":"cli"},"revision":1,"schemaVersion":1,"source":{"assertion":"stated","kind":"import"},"therapyId":"erased","type":"TherapyRegistered"}' AS BLOB), x'0186c7ba941083e0f585f971657aa314fb3e110f960911dc07153a6a0627cff86d62284c92b9506c6e45db834d6a2e900b0b443c3ed136036fca218fa88888deb9b0cd4ed1b808f5f02f4155cd35d90fd22a33ce48ac1a874642dddc5f6449efd4cdeaf191fe04eadeae4453d55d156c8fe07dd7bda994042f7da3b5f5c605bd788a5fe09a5b59ca766bb83d262fd5917c8c1127262cef9bf1d1a7eaf2fdaeb0ef63419db703cbe45c52e3f70dcd944c879f601311517a10');
INSERT INTO events VALUES (3, 'kept', 2, 'import.41AVSbSixJjrt3v6wlN7H1lkCasNQL-jQr4Ae8cqjTY', 'PumpImplanted', 'da2a91c7e82adf310ef658050af07d7cd01e7bb81ea9808db7472e9aa4298738', CAST('{"data":{"manufacturer":"Medtronic","model":"SynchroMed II","reservoirCapacityMl":20},"id":"import.41AVSbSixJjrt3v6wlN7H1lkCasNQL-jQr4Ae8cqjTY","occurredAt":{"earliest":"2020-01-02T08:00:00.000Z","latest":"2020-01-02T08:00:00.000Z","precision":"instant","stated":"2020-01-02T08:00:00Z"},"previousHash":"1f5c09698bb0bd25d4267e16b7f5b28a86dfe5e6b743be5fb31006f0a99a9261","recordedAt":"2025-02-01T00:00:02.460Z","recordedBy":{"name":"command line","role":"operator","subject":"cli"},"revision":2,"schemaVersion":1,"source":{"assertion":"stated","kind":"import"},"therapyId":"kept","type":"PumpImplanted"}' AS BLOB), NULL);
INSERT INTO events VALUES (4, 'kept', 3, 'key.X8GckddGkEblrFUZ9JXJk-gZuV10TklyYpcz7o-uEbc', 'AuditSigned', '4f189894d20d33e88983655639fa6f01a7c36feeb5fc161fccabb7e908d6481b', CAST('{"data":{"asOf":"2020-03-01T00:00:00.000Z","auditHash":"bf908b6d9f8340c70bb7bc1f8c9f557b9d7535258b55c0bc7f99f0bed46f4606","authenticated":false,"factsHash":"9d5dd1444524582c25d6f6086f554914dcd5fcce36993600386be7eb5de461ef","knownAt":"2025-02-01T00:00:02.460Z","meaning":"reviewed","policy":"case-report-2024","policyVersion":"1","release":"0.1.0","signer":{"name":"Ottilie Altschrift","role":"quality"},"statement":{"$sd":"zYh64909q8r0TnZ6JxzQY26bsi_T5NE1jhoX6RMB2yw"}},"id":"key.X8GckddGkEblrFUZ9JXJk-gZuV10TklyYpcz7o-uEbc","occurredAt":{"earliest":"2025-02-01T00:00:04.153Z","latest":"2025-02-01T00:00:04.153Z","precision":"instant","stated":"2025-02-01T00:00:04.153Z"},"previousHash":"da2a91c7e82adf310ef658050af07d7cd01e7bb81ea9808db7472e9aa4298738","recordedAt":"2025-02-01T00:00:04.155Z","recordedBy":{"name":"anonymous","role":"unauthenticated","subject":"anonymous"},"revision":3,"schemaVersion":1,"source":{"assertion":"stated","kind":"manual"},"therapyId":"kept","type":"AuditSigned"}' AS BLOB), x'01546b90de9cc0efb3d87202c5df383612211c57233a0dc7e3db810a0893aa9cc4d6a66a469bc2744a57f627798c63ef096273cb57f9b97d04258d4389441ce56d4b781a70c85a6411acc41a1539ce9fff54ed972297ab1cdf121f1a1cd495b91a63464d5a64bb5ca592615d3e7d8d9d9198a1765baa71d736bc5746fd');
INSERT INTO events VALUES (5, 'erased', 2, 'key.J5ijuR4ZZR09iBmMFxAqPMPhgHQm7hWrjIWqAcdWRf8', 'AuditSigned', 'db814fffea7f0dedb4abbd4a18da5f869e2a272e96419debb22f40ab3af1d848', CAST('{"data":{"asOf":"2020-03-01T00:00:00.000Z","auditHash":"0e224f9c1e56489110e845d8443747b340f8ea64ab384eb547e049d99020c754","authenticated":false,"factsHash":"a2c1f8f62ea7180eea02971fe821d00b9362837fa86d088bbd5b38a244df9aae","knownAt":"2025-02-01T00:00:02.460Z","meaning":"reviewed","policy":"case-report-2024","policyVersion":"1","release":"0.1.0","signer":{"name":"Ottilie Altschrift","role":"quality"},"statement":{"$sd":"u6js6wXBVMG5XLmIIjM2NHTXEUWQnc4zpPaaSqd5dPg"}},"id":"key.J5ijuR4ZZR09iBmMFxAqPMPhgHQm7hWrjIWqAcdWRf8","occurredAt":{"earliest":"2025-02-01T00:00:04.933Z","latest":"2025-02-01T00:00:04.933Z","precision":"instant","stated":"2025-02-01T00:00:04.933Z"},"previousHash":"adb43bb311d1b63806a27bfe8e33da4324bf26c90de5abe3009ef1c7994ca8de","recordedAt":"2025-02-01T00:00:04.936Z","recordedBy":{"name":"anonymous","role":"unauthenticated","subject":"anonymous"},"revision":2,"schemaVersion":1,"source":{"assertion":"stated","kind":"manual"},"therapyId":"erased","type":"AuditSigned"}' AS BLOB), x'016b3afcb991b19faa60f64d519dbd6e919682435c6bd9494ba5e0d2680c0504f9f2c2cbd91d30ef8428eaa43ff8ae353dfe82b8e7bb81924401892d32914353f3a6c3f0f2e08d6e29665d30ab9a5a342601c1f932bd0c6b5eed5505435d8d2c1ba149f6d245608fbffe04f57a49bf466ac2e7832fb3855a5f58b3f0ca');
INSERT INTO events VALUES (6, 'erased', 3, '0194bece-aba3-7b66-8e3a-94647f4ef1fb', 'PatientErased', '7b042fa74715025dd815bd9bd8fb1f2f431efa407c1a864e3ac1d91172287150', CAST('{"data":{"authority":"Rosalinde Altrecht","reason":"asked for"},"id":"0194bece-aba3-7b66-8e3a-94647f4ef1fb","occurredAt":{"earliest":"2025-02-01T00:00:02.979Z","latest":"2025-02-01T00:00:02.979Z","precision":"instant","stated":"2025-02-01T00:00:02.979Z"},"previousHash":"db814fffea7f0dedb4abbd4a18da5f869e2a272e96419debb22f40ab3af1d848","recordedAt":"2025-02-01T00:00:04.937Z","recordedBy":{"name":"cli","role":"operator","subject":"cli"},"revision":3,"schemaVersion":1,"source":{"assertion":"stated","kind":"manual"},"therapyId":"erased","type":"PatientErased"}' AS BLOB), NULL);
CREATE TRIGGER events_only_grow BEFORE INSERT ON events
  BEGIN
    SELECT RAISE(ABORT, 'the position is taken')
      WHERE EXISTS (SELECT 1 FROM events WHERE position = NEW.position);
    SELECT RAISE(ABORT, 'the stream holds the id already')
      WHERE EXISTS (SELECT 1 FROM events WHERE stream_id = NEW.stream_id AND id = NEW.id);
    SELECT RAISE(ABORT, 'the revision is not the next of the stream')
      WHERE NEW.revision <>
        1 + coalesce((SELECT max(revision) FROM events WHERE stream_id = NEW.stream_id), 0);
  END;
CREATE TRIGGER events_have_no_gap AFTER INSERT ON events
    WHEN NEW.position <> 1 AND NOT EXISTS (SELECT 1 FROM events WHERE position = NEW.position - 1)
  BEGIN
    SELECT RAISE(ABORT, 'positions have no gap');
  END;
CREATE TRIGGER events_never_change BEFORE UPDATE ON events
  BEGIN
    SELECT RAISE(ABORT, 'events never change');
  END;
CREATE TRIGGER events_never_go BEFORE DELETE ON events
  BEGIN
    SELECT RAISE(ABORT, 'events are never deleted');
  END;
