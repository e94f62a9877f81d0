namespace RedKube.Tests.Shared.Otlp;

/// <summary>A log line.</summary>
internal sealed record ReceivedLog(string Service, string Body, string Trace, IReadOnlyDictionary<string, string> Attributes);
