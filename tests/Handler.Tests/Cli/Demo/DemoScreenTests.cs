using Handler.Cli.Demo;

namespace Handler.Tests.Cli.Demo;

public sealed class DemoScreenTests
{
    [Theory]
    [InlineData(true, 40, 40)]
    [InlineData(true, 120, 60)]
    [InlineData(false, 40, 60)]
    public void A_rule_is_60_long_and_fits_a_narrower_terminal(bool isWatched, int width, int expected)
    {
        var terminal = new CliTerminal { IsWatched = isWatched, Width = width };

        new DemoScreen(terminal.ScreenOf()).Rule();

        terminal.Out.ToString().ShouldBe(new string('─', expected) + "\n");
    }
}
