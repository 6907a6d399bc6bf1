using Handler.Server.Storage;
using Handler.StoreTests.Contract;
using Handler.TestKit;

namespace Handler.StoreTests.Sqlite;

public sealed class SqliteFixture : IStoreFixture
{
    private readonly TemporaryDatabase _database = new();

    public Task<IAgentStore> OpenAsync(ManualClock clock, Doorbell doorbell, BacklogLimits limits) =>
        Task.FromResult<IAgentStore>(_database.Open(clock, doorbell, limits: limits));

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        return ValueTask.CompletedTask;
    }
}
