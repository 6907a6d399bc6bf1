using Handler.Client.Profiles;

namespace Handler.Tests.Client.Profiles;

public sealed class ProfileFolderTests
{
    [Theory]
    [InlineData("HANDLER_CONFIG_DIR=/tmp/x;XDG_CONFIG_HOME=/x;HOME=/home/u", "/tmp/x")]
    [InlineData("XDG_CONFIG_HOME=/x;HOME=/home/u", "/x/handler")]
    [InlineData("HOME=/home/u", "/home/u/.config/handler")]
    [InlineData("XDG_CONFIG_HOME=x;HOME=/home/u", "/home/u/.config/handler")]
    [InlineData("HANDLER_CONFIG_DIR=;XDG_CONFIG_HOME=;HOME=/home/u", "/home/u/.config/handler")]
    [InlineData("HOME=", null)]
    [InlineData("", null)]
    public void Folder_is_the_one_of_the_user(string environment, string? expected) =>
        ProfileFolder.Find(VariableOf(environment), isWindows: false).ShouldBe(expected);

    [Fact]
    public void Folder_on_Windows_is_below_the_roaming_data() =>
        ProfileFolder.Find(VariableOf("APPDATA=/Users/u/AppData;HOME=/home/u"), isWindows: true).ShouldBe(Path.Combine("/Users/u/AppData", "handler"));

    private static Func<string, string?> VariableOf(string environment)
    {
        var variables = environment.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return name => variables.GetValueOrDefault(name);
    }
}
