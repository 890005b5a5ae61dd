#include "runtime/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace runtime {

namespace {

using Counter = prometheus::Counter;
using Counters = prometheus::Family<Counter>;

const prometheus::Histogram::BucketBoundaries seconds{0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};

Counters& family(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

}  // namespace

struct Metrics::Counters {
  prometheus::Registry registry;
  prometheus::Family<Counter>& received = family(registry, "mooring_messages_received_total", "Messages that came in");
  prometheus::Family<Counter>& sent = family(registry, "mooring_replies_sent_total", "Replies that a channel accepted");
  prometheus::Family<Counter>& not_sent = family(registry, "mooring_replies_delayed_total", "Tries to send a reply that a channel did not take");
  Counter& crises = family(registry, "mooring_crisis_messages_total", "Messages in which a crisis was noticed").Add({});
  prometheus::Histogram& answers = prometheus::BuildHistogram().Name("mooring_answer_seconds")
      .Help("From a message to each of its replies being accepted").Register(registry).Add({}, seconds);
};

Metrics::Metrics() : counters_(std::make_unique<Counters>()) {}
Metrics::~Metrics() = default;

void Metrics::received(std::string_view channel) { counters_->received.Add({{"channel", std::string(channel)}}).Increment(); }
void Metrics::sent(std::string_view channel) { counters_->sent.Add({{"channel", std::string(channel)}}).Increment(); }
void Metrics::not_sent(std::string_view channel) { counters_->not_sent.Add({{"channel", std::string(channel)}}).Increment(); }
void Metrics::crisis() { counters_->crises.Increment(); }

void Metrics::answer_took(std::chrono::nanoseconds time) {
  counters_->answers.Observe(std::chrono::duration<double>(time).count());
}

std::string Metrics::text() const { return prometheus::TextSerializer().Serialize(counters_->registry.Collect()); }

}  // namespace runtime
