#include "net/certificate.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <stdexcept>

namespace net_test {

namespace {

template <auto destroy>
struct Destroyer {
  template <typename T>
  void operator()(T* value) const { destroy(value); }
};
using Key = std::unique_ptr<EVP_PKEY, Destroyer<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Destroyer<X509_free>>;
using Memory = std::unique_ptr<BIO, Destroyer<BIO_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Destroyer<X509_EXTENSION_free>>;

void require(bool worked) {
  if (!worked) throw std::runtime_error("OpenSSL could not make a certificate");
}

std::string text_of(const Memory& memory) {
  const char* begin = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &begin);
  return {begin, static_cast<std::size_t>(size)};
}

std::string pem(X509* certificate) {
  const Memory memory(BIO_new(BIO_s_mem()));
  require(PEM_write_bio_X509(memory.get(), certificate));
  return text_of(memory);
}

std::string pem(EVP_PKEY* key) {
  const Memory memory(BIO_new(BIO_s_mem()));
  require(PEM_write_bio_PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr));
  return text_of(memory);
}

void extend(X509* certificate, int what, const std::string& value) {
  const Extension extension(X509V3_EXT_conf_nid(nullptr, nullptr, what, value.c_str()));
  require(extension && X509_add_ext(certificate, extension.get(), -1));
}

void name(X509_NAME* whom, const char* common_name) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(common_name);
  require(X509_NAME_add_entry_by_txt(whom, "CN", MBSTRING_ASC, bytes, -1, -1, 0));
}

/// Not yet signed, begun ten days ago.
Certificate unsigned_certificate(EVP_PKEY* key, const char* common_name, int days, long serial) {
  constexpr long day = 24 * 60 * 60;
  Certificate certificate(X509_new());
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -10 * day);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), days * day);
  name(X509_get_subject_name(certificate.get()), common_name);
  require(X509_set_pubkey(certificate.get(), key));
  return certificate;
}

}  // namespace

struct Authority::State {
  Key key{EVP_EC_gen("P-256")};
  Certificate certificate = unsigned_certificate(key.get(), "An authority for tests", 1, 1);
  std::string pem_certificate;
};

Authority::Authority() : state_(std::make_unique<State>()) {
  X509* own = state_->certificate.get();
  require(X509_set_issuer_name(own, X509_get_subject_name(own)));
  extend(own, NID_basic_constraints, "critical,CA:TRUE");
  require(X509_sign(own, state_->key.get(), EVP_sha256()));
  state_->pem_certificate = pem(own);
}

Authority::~Authority() = default;

const std::string& Authority::certificate() const { return state_->pem_certificate; }

Identity Authority::sign(const std::string& names, int days) const {
  const Key key(EVP_EC_gen("P-256"));
  const Certificate certificate = unsigned_certificate(key.get(), "A server for tests", days, 2);
  require(X509_set_issuer_name(certificate.get(), X509_get_subject_name(state_->certificate.get())));
  extend(certificate.get(), NID_subject_alt_name, names);
  require(X509_sign(certificate.get(), state_->key.get(), EVP_sha256()));
  return {pem(certificate.get()), pem(key.get())};
}

}  // namespace net_test
