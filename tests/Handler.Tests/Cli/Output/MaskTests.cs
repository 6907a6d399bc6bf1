using Handler.Cli.Output;

namespace Handler.Tests.Cli.Output;

public sealed class MaskTests
{
    [Theory]
    [InlineData(1, "***")]
    [InlineData(11, "***")]
    [InlineData(12, "0123...")]
    [InlineData(31, "0123...")]
    [InlineData(32, "01234567890123456789...")]
    [InlineData(500, "01234567890123456789...")]
    public void The_longer_a_secret_the_more_of_it_is_shown_and_never_all(int length, string shown)
    {
        var secret = string.Concat(Enumerable.Range(0, length).Select(index => index % 10));

        Mask.Of(secret).ShouldBe(shown);
    }
}
