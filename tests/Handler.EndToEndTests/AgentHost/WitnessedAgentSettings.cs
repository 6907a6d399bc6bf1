namespace Handler.EndToEndTests.AgentHost;

/// <summary>What the kill tests' agent is told on its command line, in this order.</summary>
internal sealed record WitnessedAgentSettings(
    int Port, string DataFile, string WitnessFile, int Steps, TimeSpan Interval, TimeSpan AttemptTimeout, bool ByHand = false)
{
    public static WitnessedAgentSettings Parse(string[] arguments) => arguments is [var port, var data, var witness, var steps, var interval, var timeout, var byHand]
        ? new(int.Parse(port), data, witness, int.Parse(steps), Milliseconds(interval), Milliseconds(timeout), bool.Parse(byHand))
        : throw new ArgumentException(
            $"The kill tests' agent takes PORT DATA_FILE WITNESS_FILE STEPS INTERVAL_MS TIMEOUT_MS BY_HAND, not '{string.Join(' ', arguments)}'. To run the tests, use dotnet test.");

    public string[] ToArguments() => [$"{Port}", DataFile, WitnessFile, $"{Steps}", $"{Interval.TotalMilliseconds}", $"{AttemptTimeout.TotalMilliseconds}", $"{ByHand}"];

    private static TimeSpan Milliseconds(string text) => TimeSpan.FromMilliseconds(int.Parse(text));
}
