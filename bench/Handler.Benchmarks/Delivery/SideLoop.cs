namespace Handler.Benchmarks.Delivery;

/// <summary>
/// The life of a side's process: one command a line on its standard input, one answer a line on its standard output. It ends when its
/// input does, so it does not outlive the one who measures.
/// </summary>
internal static class SideLoop
{
    public const string Prepare = "prepare";
    public const string Send = "send";
    public const string Finish = "finish";
    public const string Done = "done";

    /// <summary>Serves one side: <c>loop URL</c> or <c>drain|live URL memory|FOLDER</c>.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var side = SideOf(args);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            await ObeyAsync(side, line.Split(' '));
            await Console.Out.WriteLineAsync(Done);
            await Console.Out.FlushAsync();
        }

        return 0;
    }

    private static ISide SideOf(IReadOnlyList<string> args) => args switch
    {
        ["loop", var url] => new BareLoop(url),
        ["drain", var url, var store] => new DrainSide(new EngineHosts(url, store)),
        ["live", var url, var store] => new LiveSide(new EngineHosts(url, store)),
        _ => throw new ArgumentException($"There is no side '{string.Join(' ', args)}'.", nameof(args)),
    };

    private static Task ObeyAsync(ISide side, string[] command) => command switch
    {
        [Prepare, var count] => side.PrepareAsync(int.Parse(count)),
        [Send] => side.SendAsync(),
        [Finish] => side.FinishAsync(),
        _ => throw new ArgumentException($"There is no command '{string.Join(' ', command)}'.", nameof(command)),
    };
}
