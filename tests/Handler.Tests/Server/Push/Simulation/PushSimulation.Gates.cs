using System.Globalization;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Push.Simulation;

/// <content>Webhooks and gates: how they answer, who holds them, and what is in flight there.</content>
internal sealed partial class PushSimulation
{
    private readonly HookMood[] _moods = new HookMood[Hosts];
    private readonly Dictionary<GateKey, SimulatedGate> _gates = [];
    private readonly List<Attempt> _inFlight = [];

    /// <summary>How many attempts of the present life are in flight.</summary>
    public int InFlight => _inFlight.Count;

    /// <summary>What the engine has in hand, for people.</summary>
    public string InHand => Life.InHand;

    public int InFlightAt(string origin) => _inFlight.Count(attempt => attempt.Gate.Origin == origin);

    public GateRow? StoredGate(GateKey key) => _store.ListGatesAsync(default).Result.FirstOrDefault(gate => gate.Key == key);

    public GateKey GateOf(Guid lane) => _lanes.GetValueOrDefault(lane)?.Gate ?? default;

    public void SetMood(int host, HookMood mood) => _moods[host] = mood;

    /// <summary>An operator holds a gate, if there is one.</summary>
    public void Hold(int owner, int host)
    {
        var key = KeyOf(owner, host);
        if (_store.HoldGateAsync(key, "simulation", "because", default).Result.Outcome == GateChangeOutcome.Changed)
        {
            GateAt(key).HoldByOperator(Clock.GetUtcNow());
        }
    }

    /// <summary>An operator opens a gate, whatever holds it.</summary>
    public void Resume(int owner, int host) => Resume(KeyOf(owner, host));

    /// <summary>What a webhook answers: status (0: it breaks the connection), when, and how long it asks to be left alone.</summary>
    public (int Status, TimeSpan Delay, int? RetryAfter) Answer(string host) => _moods[int.Parse(host[1..], CultureInfo.InvariantCulture)] switch
    {
        HookMood.Slow => (200, TimeSpan.FromMilliseconds(Random.Next(3000)), null),
        HookMood.Flaky => (Random.Next(2) == 0 ? 200 : 500, TimeSpan.FromMilliseconds(Random.Next(20)), null),
        HookMood.Failing => (503, TimeSpan.Zero, Random.Next(2) == 0 ? 3 : null),
        HookMood.Busy => (Random.Next(3) == 0 ? 200 : 429, TimeSpan.FromMilliseconds(1), 2),
        HookMood.Missing => (404, TimeSpan.FromMilliseconds(Random.Next(5)), null),
        HookMood.Refusing => (Random.Next(3) == 0 ? 200 : 422, TimeSpan.Zero, null),
        HookMood.Breaking => (0, TimeSpan.FromMilliseconds(Random.Next(50)), null),
        HookMood.Hanging => (200, Random.Next(4) == 0 ? TimeSpan.FromSeconds(14) : Timeout.InfiniteTimeSpan, null),
        HookMood.Gone => (Random.Next(3) == 0 ? 410 : 200, TimeSpan.Zero, null),
        HookMood.Throttling => (Draw(429, 429, 503, 404, 200), TimeSpan.FromMilliseconds(Random.Next(100)), Draw(0, 1, 20, 90, 600, 7200)),
        HookMood.Down => (503, TimeSpan.Zero, null),
        _ => (200, Random.Next(2) == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Random.Next(10)), null),
    };

    private void Resume(GateKey key)
    {
        if (_store.ResumeGateAsync(key, default).Result.Outcome == GateChangeOutcome.Changed)
        {
            GateAt(key).Resume(Clock.GetUtcNow());
        }
    }

    private static GateKey KeyOf(int owner, int host) => new(new OwnerScope("", $"o{owner}"), $"http://h{host}:80");

    private SimulatedGate GateAt(GateKey key) => _gates.TryGetValue(key, out var gate) ? gate : _gates[key] = new SimulatedGate(Options);

    private void BeginLifeAtGates(bool isClean)
    {
        _inFlight.Clear();
        var stored = _store.ListGatesAsync(default).Result.ToDictionary(gate => gate.Key);
        foreach (var (key, gate) in _gates)
        {
            gate.BeginLife(stored.GetValueOrDefault(key), isClean);
        }
    }
}
