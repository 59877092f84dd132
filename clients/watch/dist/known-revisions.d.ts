/** Remembers how new each record is that was told of: so much of the newest ones, that memory stays bounded. */
export interface KnownRevisions {
    /** Whether this is newer than what was told of the record; from then on it is what was told. */
    learn(id: string, revision: number): boolean;
    clear(): void;
}
export declare function createKnownRevisions(most: number): KnownRevisions;
