/** A password that is written out, and what only stands where one would. */

import { expect, it } from "@jest/globals";
import plainSecret from "../../../../checks/security/terraform/plain-secret.ts";
import { resource, see } from "./see.ts";

it("tells of a password that stands in the repository, and shows four characters of it", async () => {
  const [message] = await see(plainSecret, resource("aws_db_instance", 'password = "Zk3vQ9xTb71LmWcR"'));
  expect(message).toContain("`Zk3v");
  expect(message).not.toContain("Zk3vQ9xTb71LmWcR");
});

it.each(["mock_access_key", "none", "dummy-password", "changeme", "<password>", "placeholder"])(
  "is silent about %s",
  async (value) => {
    expect(await see(plainSecret, resource("aws_db_instance", `password = "${value}"`))).toEqual([]);
  },
);
