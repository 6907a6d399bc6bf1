using Handler.Server.Storage;
using Handler.Server.Storage.Memory;
using Handler.StoreTests.Contract;
using Handler.TestKit;

namespace Handler.StoreTests.Memory;

public sealed class MemoryFixture : IStoreFixture
{
    public Task<IAgentStore> OpenAsync(ManualClock clock, Doorbell doorbell) =>
        Task.FromResult<IAgentStore>(new MemoryAgentStore(clock, doorbell));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
