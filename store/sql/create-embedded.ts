/** Creates an embedded database, as a process of its own: the first start takes 600 MB that the service would keep. */

import { PGlite } from "@electric-sql/pglite";
import { DurableFiles, startParameters } from "./durable-files.ts";

const [directory] = process.argv.slice(2);
if (directory === undefined) throw new Error("the directory of the database is missing");
// The pipe ends with whoever started us, however that one ends: nobody waits for this database any more.
process.stdin.on("end", () => process.exit(1)).resume();
const database = await PGlite.create({ fs: new DurableFiles(directory), startParams: [...startParameters] });
await database.exec("checkpoint");
await database.close();
process.stdin.destroy();
