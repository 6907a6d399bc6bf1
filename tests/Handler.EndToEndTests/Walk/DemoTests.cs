using System.Text.RegularExpressions;
using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Walk;

/// <summary>README's first command.</summary>
public sealed partial class DemoTests
{
    [Fact]
    public async Task Demo_shows_the_whole_cycle_and_passes()
    {
        var text = await HandlerProcess.RunAsync(0, "demo");

        text.ShouldContain("PASS");
        text.ShouldNotContain("FAIL");
    }

    [Fact]
    public async Task Demo_kills_the_agent_in_the_midst_and_passes()
    {
        var text = await HandlerProcess.RunAsync(0, "demo", "--kill");

        Killed().IsMatch(text).ShouldBeTrue(text);
        text.ShouldContain("PASS");
        text.ShouldNotContain("FAIL");
    }

    [GeneratedRegex("kill", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Killed();
}
