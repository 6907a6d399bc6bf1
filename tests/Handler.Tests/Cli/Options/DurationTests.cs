using Handler.Cli.Options;

namespace Handler.Tests.Cli.Options;

public sealed class DurationTests
{
    [Theory]
    [InlineData("200ms", 200)]
    [InlineData("2s", 2_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("1m", 60_000)]
    [InlineData("24H", 86_400_000)]
    [InlineData("0", 0)]
    [InlineData("0s", 0)]
    public void A_time_is_a_number_and_a_unit(string text, int milliseconds)
    {
        Duration.TryParse(text, out var duration).ShouldBeTrue();

        duration.Span.ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Theory]
    [InlineData("forever")]
    [InlineData("Forever")]
    public void Forever_is_a_time_without_end(string text)
    {
        Duration.TryParse(text, out var duration).ShouldBeTrue();

        duration.IsForever.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("2")]
    [InlineData("-1s")]
    [InlineData("2 s")]
    [InlineData("1e9s")]
    [InlineData("25h")]
    [InlineData("999999999999999999999999999999999999999h")]
    [InlineData("NaNs")]
    [InlineData("2d")]
    [InlineData("1,5s")]
    public void Anything_else_is_none(string text) => Duration.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("200ms")]
    [InlineData("1500ms")]
    [InlineData("30s")]
    [InlineData("90s")]
    [InlineData("2m")]
    [InlineData("1h")]
    [InlineData("0")]
    [InlineData("forever")]
    public void It_is_written_as_it_would_be_typed(string text)
    {
        Duration.TryParse(text, out var duration).ShouldBeTrue();

        duration.ToString().ShouldBe(text);
    }
}
