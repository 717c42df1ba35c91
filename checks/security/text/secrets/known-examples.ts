/** Secrets that everybody knows: keys of emulators and of widespread documentation, which open nothing but what runs beside one. */

/** In pieces, so that this file is no find of other scanners. */
export const knownExamples: ReadonlySet<string> = new Set(
  [
    // Azurite, the emulator of Azure's storage.
    ["Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq", "/K1SZFPTOtr/KBHBeksoGMGw=="],
    // The emulator of Azure's Cosmos DB.
    ["C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbI", "ZnqyMsEcaGQy67XIw/Jw=="],
    // Google's test keys of reCAPTCHA.
    ["6LeIxAcTAAAAAJcZVRqyHh71UM", "IEGNQ_MXjiZKhI"],
    ["6LeIxAcTAAAAAGG-vFI1TnRWxM", "ZNFuojJ4WifJWe"],
    // Documentation of AWS.
    ["wJalrXUtnFEMI/K7MDENG/bPxR", "fiCYEXAMPLEKEY"],
    ["je7MtGbClwBF/2Zp9Utk/h3yCo", "8nvbEXAMPLEKEY"],
  ].map((pieces) => pieces.join("")),
);
