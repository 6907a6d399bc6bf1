using Handler.Server.Storage;
using Handler.Sqlite.Tables;
using Handler.Sqlite.Work;

namespace Handler.Sqlite;

/// <content>Gates: what operators and answers make of them, and what expires under their holds.</content>
public sealed partial class SqliteAgentStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<GateRow>> ListGatesAsync(CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<GateRow>>(session => GateTable.List(session), cancel);

    /// <inheritdoc/>
    public Task<GateChange> HoldGateAsync(GateKey gate, string by, string? reason, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(by);
        return WriteAsync(
            (session, told) => GateWork.Change(session, gate, row => GateRules.Hold(row, by, reason, _clock.GetUtcNow()), told), cancel);
    }

    /// <inheritdoc/>
    public Task<GateChange> ResumeGateAsync(GateKey gate, CancellationToken cancel) => WriteAsync(
        (session, told) => GateWork.Change(session, gate, row => GateRules.Resume(row, _clock.GetUtcNow()), told), cancel);

    /// <inheritdoc/>
    public async Task<HeldExpired> ExpireHeldAsync(HeldExpiry expiry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(expiry);
        if (expiry.Epoch != _epoch)
        {
            return default;
        }

        // Looked for by a reader: under a gate with a long backlog that takes longer than commits should wait.
        var found = await ReadAsync(session => HeldExpiryWork.Find(session, expiry), cancel);
        return found.IsEmpty ? default : await WriteAsync((session, told) => HeldExpiryWork.Write(session, expiry, found, told), cancel);
    }
}
