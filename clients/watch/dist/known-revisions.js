export function createKnownRevisions(most) {
    // A map keeps the order in which keys were set: the first is the one that was told of longest ago.
    const revisions = new Map();
    return {
        learn: (id, revision) => {
            if (revision <= (revisions.get(id) ?? Number.NEGATIVE_INFINITY))
                return false;
            revisions.delete(id);
            revisions.set(id, revision);
            for (const oldest of revisions.keys()) {
                if (revisions.size <= most)
                    break;
                revisions.delete(oldest);
            }
            return true;
        },
        clear: () => revisions.clear(),
    };
}
