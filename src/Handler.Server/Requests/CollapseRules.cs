using System.Text.Json;
using Handler.Protocol;
using Handler.Protocol.Errors;

namespace Handler.Server.Requests;

/// <summary>Reads above how many waiting updates a config wants the whole task in their place, and refuses what could not mean what it says. Pure.</summary>
internal static class CollapseRules
{
    private const string Field = PushDeliveryExtension.CollapseField;

    /// <summary>The number; null when there is none, or when it is no less than the agent keeps anyway.</summary>
    /// <param name="config">The config as it was asked for.</param>
    /// <param name="most">How many updates the agent keeps for a config.</param>
    /// <exception cref="A2AException">InvalidParams, with the field.</exception>
    public static int? Read(TaskPushNotificationConfig config, int most)
    {
        try
        {
            return config.CollapseAbove switch
            {
                < 1 and var number => throw A2AException.InvalidField(
                    Field, $"is {number}; give 1 or more, the number of updates that may wait, or leave it out for as many as the agent keeps ({most})."),
                { } number when number >= most => null,
                var number => number,
            };
        }
        catch (JsonException fault)
        {
            throw A2AException.InvalidField(Field, fault.Message[(fault.Message.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
        }
    }
}
