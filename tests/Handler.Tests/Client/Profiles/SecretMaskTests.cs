using Handler.Client.Profiles;

namespace Handler.Tests.Client.Profiles;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("abcdefghijk", "***", "***")]
    [InlineData("abcdefghijkl", "abcd...", "abcd…")]
    [InlineData("abcdefghijklmnopqrst", "abcd...", "abcd…qrst")]
    [InlineData("abcdefghijklmnopqrstuvwxyz012345", "abcdefghijklmnopqrst...", "abcd…2345")]
    public void Secret_shows_enough_to_recognise_it(string secret, string start, string ends)
    {
        SecretMask.Of(secret).ShouldBe(start);
        SecretMask.Ends(secret).ShouldBe(ends);
    }
}
