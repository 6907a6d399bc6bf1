using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Configs;

/// <summary>One <c>handler server agent</c> for the tests of a class: each makes tasks of its own.</summary>
public class AgentFixture : IAsyncLifetime
{
    private readonly string[] _options;
    private HandlerAgent? _agent;

    public AgentFixture()
        : this([])
    {
    }

    protected AgentFixture(string[] options) => _options = options;

    internal HandlerAgent Agent => _agent!;

    internal RawCaller Raw { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _agent = await HandlerAgent.StartAsync(steps: 2, "20ms", _options);
        Raw = new RawCaller(_agent);
    }

    public async Task DisposeAsync()
    {
        Raw?.Dispose();
        if (_agent is not null)
        {
            await _agent.DisposeAsync();
        }
    }
}
