namespace Handler.Tests.Server.Push.Simulation;

/// <summary>What happens in a simulation, drawn from its seed.</summary>
internal static class SimulationScript
{
    private const int Steps = 120;
    private static readonly string[] Ids = ["a", "b", "c"];

    /// <summary>Plays a seed to its end.</summary>
    /// <returns>What was wrong, first things first.</returns>
    public static Played Play(int seed, Flaw flaw = Flaw.None)
    {
        using var simulation = new PushSimulation(seed, flaw);
        var isForgiving = seed % 2 == 0;

        // Where neither rings nor reads fail, no lane may owe its waking to the poll.
        simulation.Options.PollInterval = isForgiving ? TimeSpan.FromSeconds(1 + (seed % 30)) : TimeSpan.FromDays(1);
        simulation.Start(TimeSpan.FromSeconds(3) + (isForgiving ? simulation.Options.PollInterval : TimeSpan.Zero));
        simulation.Begin();
        for (var step = 0; step < Steps && simulation.Faults.Count == 0; step++)
        {
            Act(simulation, isForgiving);
            simulation.Pass(Pause(simulation.Random));
            simulation.Look();
        }

        // What is broken on purpose may never drain, and at full speed.
        simulation.Judge(flaw == Flaw.None ? TimeSpan.FromHours(2) : TimeSpan.FromMinutes(2));
        return new Played(simulation.Faults, simulation.Attempts, simulation.Clock.GetUtcNow() - simulation.Began);
    }

    private static void Act(PushSimulation simulation, bool isForgiving)
    {
        var random = simulation.Random;
        var tasks = simulation.Tasks.ToList();
        var task = tasks[random.Next(tasks.Count)];
        switch (random.Next(100))
        {
            case < 40:
                simulation.Commit(task, 1 + random.Next(3));
                break;
            case < 45:
                Burst(simulation, task);
                break;
            case < 58:
                simulation.Set(task, Ids[random.Next(Ids.Length)]);
                break;
            case < 62:
                simulation.Delete(task, Ids[random.Next(Ids.Length)]);
                break;
            case < 78:
                simulation.SetMood(random.Next(PushSimulation.Hosts), random.Next(3) == 0 ? HookMood.Healthy : (HookMood)random.Next(Enum.GetValues<HookMood>().Length));
                break;
            case < 81:
                simulation.Hold(random.Next(PushSimulation.Owners), random.Next(PushSimulation.Hosts));
                break;
            case < 84:
                simulation.Resume(random.Next(PushSimulation.Owners), random.Next(PushSimulation.Hosts));
                break;
            case < 90:
                Change(simulation.Weather, random, isForgiving);
                break;
            case < 93:
                simulation.Crash();
                break;
            case < 95:
                simulation.Restart();
                break;
            default:
                simulation.Begin();
                break;
        }
    }

    private static void Burst(PushSimulation simulation, string task)
    {
        for (var i = simulation.Random.Next(25); i > 0; i--)
        {
            simulation.Commit(task, 1 + simulation.Random.Next(20 / i));
        }
    }

    private static void Change(Weather weather, Random random, bool isForgiving)
    {
        weather.Clear();
        weather.LongestPause = random.Next(2) * random.Next(400);
        switch (random.Next(6))
        {
            case 1:
                weather.RefusesResults = true;
                break;
            case 2:
                weather.LosesAnswers = true;
                break;
            case 3 when isForgiving:
                weather.RefusesReads = true;
                break;
            case 4 when isForgiving:
                weather.LosesRings = true;
                break;
        }
    }

    private static TimeSpan Pause(Random random) =>
        random.Next(8) switch
        {
            0 or 1 => TimeSpan.Zero,
            2 or 3 => TimeSpan.FromMilliseconds(random.Next(60)),
            4 or 5 => TimeSpan.FromMilliseconds(random.Next(2000)),
            6 => TimeSpan.FromSeconds(random.Next(60)),
            _ => random.Next(8) == 0 ? TimeSpan.FromMinutes(random.Next(90)) : TimeSpan.FromMinutes(random.Next(6)),
        };
}
