using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Handler.Tests.Architecture;

/// <summary>Log events are told apart by their numbers, in one log of all libraries too: each project has a block of its own.</summary>
public sealed class LogEventTests
{
    [Theory]
    [InlineData("Handler.Server", 1, 99)]
    [InlineData("Handler.Sqlite", 100, 199)]
    [InlineData("Handler.Receiver", 200, 299)]
    public void Log_events_have_numbers_in_the_block_of_their_project_each_once(string library, int first, int last)
    {
        var events = Events(library);

        events.ShouldNotBeEmpty();
        events.Where(entry => entry.Id < first || entry.Id > last).ShouldBeEmpty();
        events.GroupBy(entry => entry.Id).Where(same => same.Count() > 1).SelectMany(same => same).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Handler.Protocol")]
    [InlineData("Handler.Client")]
    [InlineData("handler")]
    public void Who_logs_has_a_block(string library) => Events(library).ShouldBeEmpty();

    private static List<(int Id, string Name)> Events(string library) =>
    [
        .. Assembly.Load(library).GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance))
            .Select(method => (Log: method.GetCustomAttribute<LoggerMessageAttribute>(), method))
            .Where(entry => entry.Log is not null)
            .Select(entry => (entry.Log!.EventId, $"{entry.method.DeclaringType!.Name}.{entry.method.Name}")),
    ];
}
