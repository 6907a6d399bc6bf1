using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Peers;

/// <summary>An agent whose tasks end, and one whose tasks go on until they are canceled.</summary>
public sealed class PeerFixture : IAsyncLifetime
{
    internal HandlerAgent Quick { get; private set; } = null!;

    internal HandlerAgent Slow { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Quick = await HandlerAgent.StartAsync(steps: 2, "20ms");
        Slow = await HandlerAgent.StartAsync(steps: 2, "1h");
    }

    public async Task DisposeAsync()
    {
        if (Slow is not null)
        {
            await Slow.DisposeAsync();
        }

        if (Quick is not null)
        {
            await Quick.DisposeAsync();
        }
    }
}
