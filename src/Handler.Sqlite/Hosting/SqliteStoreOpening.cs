using Microsoft.Extensions.Hosting;

namespace Handler.Sqlite.Hosting;

/// <summary>Opens the store with the host, before anything is served: a host whose database cannot be opened does not start.</summary>
internal sealed class SqliteStoreOpening(SqliteAgentStore store) : IHostedService
{
    /// <summary>The store, open by having been asked for.</summary>
    public SqliteAgentStore Store { get; } = store;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The container closes the store, after all who use it have stopped.
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
