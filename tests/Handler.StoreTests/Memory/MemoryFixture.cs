using Handler.Server.Storage;
using Handler.Server.Storage.Memory;
using Handler.StoreTests.Contract;
using Handler.TestKit;

namespace Handler.StoreTests.Memory;

public sealed class MemoryFixture : IStoreFixture
{
    public Task<IAgentStore> OpenAsync(ManualClock clock, Doorbell doorbell, BacklogLimits limits) =>
        Task.FromResult<IAgentStore>(new MemoryAgentStore(clock, doorbell, limits: limits));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
