-- SPDX-License-Identifier: Apache-2.0
-- Requests that are dropped in their time, without reading all that wait for their sign-up: whoever tries
-- secrets leaves many of those, and every request looks.
CREATE INDEX receipt_request_to_drop ON receipt_request (at_ms) WHERE outcome <> 'kept';
